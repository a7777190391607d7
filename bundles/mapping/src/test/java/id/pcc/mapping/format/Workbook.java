package id.pcc.mapping.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks for tests, part by part, so that each part can be as wrong as wanted. */
final class Workbook {
  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  Workbook() {
    part(
        "xl/workbook.xml",
        "<workbook "
            + MAIN
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets><sheet name=\"Rahasia\" sheetId=\"9\" state=\"hidden\" r:id=\"r2\"/>"
            + "<sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/>"
            + "<sheet name=\"Lain\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>");
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>");
    part(
        "xl/styles.xml",
        "<styleSheet "
            + MAIN
            + "><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy hh:mm\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>"
            + "<xf numFmtId=\"20\"/></cellXfs></styleSheet>");
    part(
        "xl/sharedStrings.xml",
        "<sst "
            + MAIN
            + "><si><t>Stasiun</t></si><si><r><t>Tang</t></r><r><t>gal</t></r></si>"
            + "<si><t>Nilai</t><rPh><t>x</t></rPh></si><si><t>---</t></si></sst>");
    sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>kosong</t></is></c></row>", 2);
  }

  Workbook part(String name, String content) {
    parts.put(name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Workbook sheet(String rows) {
    return sheet(rows, 1);
  }

  private Workbook sheet(String rows, int number) {
    return part(
        "xl/worksheets/sheet" + number + ".xml",
        "<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>");
  }

  Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
