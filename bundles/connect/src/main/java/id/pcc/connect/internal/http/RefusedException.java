package id.pcc.connect.internal.http;

import id.pcc.api.LocalText;
import java.io.IOException;

/** A request that was not made, or an answer that was not taken, because a limit forbids it. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient LocalText text;

  /** A refusal in both languages. */
  public RefusedException(String id, String en) {
    super(en);
    text = LocalText.of(id, en);
  }

  /** The sentence for people. */
  public LocalText text() {
    return text == null ? LocalText.name(getMessage()) : text;
  }
}
