package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.DocumentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes XML by its mark or declaration (XML 1.0, appendix F). Bytes that mean nothing in that
 * encoding are refused: a warning with holes is no warning.
 */
final class XmlText {
  private static final Pattern ENCODING =
      Pattern.compile("\\A\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']");

  private XmlText() {}

  static String decode(byte[] raw) throws DocumentException {
    Charset charset = charset(raw);
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    try {
      String text = charset.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw DocumentException.malformed(
          "byte " + bytes.position(), "XML", "not in the encoding " + charset);
    }
  }

  private static Charset charset(byte[] raw) throws DocumentException {
    int first = raw.length < 2 ? 0 : (raw[0] & 0xFF) << 8 | raw[1] & 0xFF;
    switch (first) {
      case 0xFEFF, 0x003C:
        return StandardCharsets.UTF_16BE;
      case 0xFFFE, 0x3C00:
        return StandardCharsets.UTF_16LE;
      default:
    }
    int length = Math.min(raw.length, 300);
    String head = new String(raw, 0, length, StandardCharsets.ISO_8859_1);
    Matcher declared =
        ENCODING.matcher(head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head);
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      // The declaration was read byte by byte, so it cannot be in an encoding of two.
      return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalArgumentException e) {
      throw DocumentException.wrong(
          "encoding",
          declared.group(1),
          LocalText.of("pengodean seperti UTF-8", "an encoding such as UTF-8"));
    }
  }
}
