package id.pcc.deployer.inspection;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the Declarative Services components of a jar offer. */
final class Components {
  private static final String DEPARTMENT = "id.pcc.api.Department";
  private static final XMLInputFactory XML = factory();

  private Components() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  static void inspect(JarContent jar, List<Finding> findings) {
    List<String> files = new ArrayList<>();
    for (Clause clause : Clause.of(jar.headers().get("Service-Component"))) {
      files.addAll(clause.paths());
    }
    int departments = 0;
    for (String name : jar.texts().keySet()) {
      if (name.startsWith("OSGI-INF/") && files.stream().anyMatch(f -> matches(f, name))) {
        departments += component(name, jar.texts().get(name), findings);
      }
    }
    for (String file : files) {
      if (jar.names().stream().noneMatch(name -> matches(file, name))) {
        findings.add(
            Finding.of(
                "component",
                "Service-Component menyebut " + file + ", tetapi berkas itu tidak ada di jar.",
                "Service-Component names " + file + ", but there is no such file in the jar."));
      }
    }
    // Without any Java, department.yaml and the routes beside it are all of the department.
    boolean withoutJava = files.isEmpty() && jar.classes().isEmpty();
    if (departments != 1 && !withoutJava) {
      findings.add(
          Finding.of(
              "component",
              "Jar harus punya tepat satu komponen @Component(service = Department.class), tetapi"
                  + " punya "
                  + departments
                  + ".",
              "The jar must have exactly one @Component(service = Department.class), but has "
                  + departments
                  + "."));
    }
  }

  private static boolean matches(String listed, String name) {
    return Pattern.matches(Pattern.quote(listed).replace("*", "\\E[^/]*\\Q"), name);
  }

  /** Looks into one file; returns how many departments it offers. */
  private static int component(String name, byte[] text, List<Finding> findings) {
    int departments = 0;
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(text));
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw new XMLStreamException("a DOCTYPE is not allowed");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          departments += element(xml, findings);
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      findings.add(
          Finding.of(
              "component", name + " tidak dapat dibaca: " + why, name + " cannot be read: " + why));
    }
    return departments;
  }

  private static int element(XMLStreamReader xml, List<Finding> findings) {
    switch (xml.getLocalName()) {
      case "provide" -> {
        String offered = String.valueOf(xml.getAttributeValue(null, "interface"));
        if (offered.equals(DEPARTMENT)) {
          return 1;
        }
        if (!Inspection.startsWith(offered, "id.pcc.api")) {
          findings.add(
              Finding.of(
                  "service",
                  "Komponen menawarkan layanan "
                      + offered
                      + "; departemen hanya menawarkan layanan dari id.pcc.api.",
                  "A component offers the service "
                      + offered
                      + "; a department offers services of id.pcc.api only."));
        }
      }
      case "property", "properties" -> {
        String property = String.valueOf(xml.getAttributeValue(null, "name"));
        if (property.startsWith("osgi.http.") || property.startsWith("osgi.jaxrs.")) {
          findings.add(
              Finding.of(
                  "service",
                  "Komponen mendaftarkan "
                      + property
                      + " ke server HTTP; departemen mengirim data lewat rutenya saja.",
                  "A component registers "
                      + property
                      + " at the HTTP server; a department brings data by its routes only."));
        }
      }
      default -> {
        // Nothing that a department must not have.
      }
    }
    return 0;
  }
}
