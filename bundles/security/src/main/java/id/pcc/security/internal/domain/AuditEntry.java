package id.pcc.security.internal.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An entry of the audit chain.
 *
 * @param seq its number, from 1 without a gap
 * @param at when, to the millisecond
 * @param details JSON, as it is stored
 * @param previous the hash of the entry before it; 64 zeros for the first
 * @param hash the SHA-256 over all of the above
 */
public record AuditEntry(
    long seq,
    Instant at,
    String actor,
    String action,
    String object,
    String details,
    String address,
    String previous,
    String hash) {
  /** What the first entry follows. */
  public static final String NOTHING = "0".repeat(64);

  /**
   * What is to be appended.
   *
   * @param details JSON
   * @param address from where; empty when from within
   */
  public record Draft(
      Instant at, String actor, String action, String object, String details, String address) {
    private static final int LONGEST_DETAILS = 4_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    public Draft {
      at = Instant.ofEpochMilli(at.toEpochMilli());
      actor = clean(actor, 200);
      action = clean(action, 200);
      object = clean(object, 500);
      address = clean(address, 64);
      details = storable(details);
      if (details.length() > LONGEST_DETAILS) {
        details = "{\"omitted\":\"" + details.length() + " characters\"}";
      }
    }

    private static String clean(String text, int longest) {
      String plain = CONTROL.matcher(storable(text == null ? "" : text)).replaceAll("?");
      return plain.length() <= longest ? plain : storable(plain.substring(0, longest));
    }

    /** Half a surrogate pair would come back from a database as something else. */
    private static String storable(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
  }

  /** The entry that a draft becomes after another one. */
  public static AuditEntry after(long seq, String hash, Draft draft) {
    return new AuditEntry(
        seq + 1,
        draft.at(),
        draft.actor(),
        draft.action(),
        draft.object(),
        draft.details(),
        draft.address(),
        hash,
        hash(seq + 1, draft, hash));
  }

  /** Whether the hash is that of the entry. */
  public boolean intact() {
    return hash.equals(hash(seq, new Draft(at, actor, action, object, details, address), previous));
  }

  /** Each field with its length before it, so that no text can pass for another field. */
  private static String hash(long seq, Draft draft, String previous) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String field :
          new String[] {
            previous,
            Long.toString(seq),
            Long.toString(draft.at().toEpochMilli()),
            draft.actor(),
            draft.action(),
            draft.object(),
            draft.details(),
            draft.address()
          }) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
