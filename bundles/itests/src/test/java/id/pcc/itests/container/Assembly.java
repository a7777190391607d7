package id.pcc.itests.container;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import id.pcc.itests.FixtureBundles;
import id.pcc.itests.process.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.SystemPropertyOption;
import org.ops4j.pax.exam.options.extra.EnvironmentOption;
import org.ops4j.pax.exam.options.extra.VMOption;

/** The assembly as it ships, with an empty data/ and an empty database, in a simulated city. */
final class Assembly {
  static final String PASSWORD = "Kapuas-Kecil-1771";

  private Assembly() {}

  static Option[] options() throws IOException {
    Path work = Path.of(System.getProperty("pcc.work"), "exam").toAbsolutePath();
    Files.createDirectories(work);
    Path data = Files.createTempDirectory(work, "pcc-data-");
    Files.createDirectories(data.resolve("log"));
    int http = Ports.free();
    int ssh = Ports.free();
    int simulator = Ports.city();
    List<Option> options = new ArrayList<>();
    options.add(
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("pcc.archive")).toURI().toString())
            .name("Pontianak Command Center")
            .unpackDirectory(work.toFile())
            .useDeployFolder(false));
    options.add(keepRuntimeFolder());
    options.add(doNotModifyLogConfiguration());
    options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
    // The probe and the test engine come from the local Maven repository; nothing of ours does.
    Path repository = Path.of(System.getProperty("pcc.repository"));
    options.add(
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.defaultRepositories",
            "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots, "
                + repository.toUri()
                + "@id=local@snapshots"));
    String city = "http://127.0.0.1:" + simulator;
    for (String setting :
        List.of(
            "PCC_HTTP_PORT=" + http,
            "PCC_SSH_PORT=" + ssh,
            "PCC_SIMULATOR_PORT=" + simulator,
            // The day must not move on to its broken warning while the tests run.
            "PCC_SIMULATOR_SPEED=1",
            "PCC_ADMIN_PASSWORD=" + PASSWORD,
            "PCC_DATA=" + data,
            // The departments of the tests are not signed.
            "PCC_UNSIGNED=accept",
            "PCC_DATABASE_URL=jdbc:derby:" + data + "/database;create=true",
            "PCC_DATABASE_DRIVER=org.apache.derby.jdbc.EmbeddedDriver",
            "PCC_CITY=simulated",
            "PCC_CITY_FEATURE=pcc-city-simulator",
            "PCC_HANDOVER=satpolpp",
            "PCC_POLL=5s",
            "PCC_BPBD_ADDRESS=" + city + "/bmkg",
            "PCC_BPBD_QUAKES_ADDRESS=" + city + "/bmkg/DataMKG/TEWS",
            "PCC_DLH_ADDRESS=" + city + "/dlh",
            "PCC_DISHUB_ADDRESS=" + city + "/dishub",
            "PCC_DINKES_ADDRESS=" + city + "/dinkes",
            "PCC_DAMKAR_ADDRESS=" + city + "/damkar",
            "PCC_SATPOLPP_ADDRESS=" + city + "/satpolpp",
            "PCC_DINSOS_ADDRESS=" + city + "/dinsos",
            "PCC_DISDIKBUD_ADDRESS=" + city + "/disdikbud",
            "PCC_DISDUKCAPIL_ADDRESS=" + city + "/disdukcapil",
            "PCC_DPMTK_ADDRESS=" + city + "/dpmtk",
            "PCC_KOMINFO_ADDRESS=" + city + "/kominfo/open311",
            "PCC_KOMINFO_PORTAL=" + city + "/kominfo/portal",
            "PCC_KOMINFO_DISHUB=" + city + "/dishub/atcs.json",
            "PCC_KOMINFO_WARNINGS_ADDRESS=" + city + "/kominfo/cap",
            "PCC_KOMINFO_CAP_STATUS=Exercise",
            "PCC_PUPR_ADDRESS=tcp://127.0.0.1:" + (simulator + 1),
            "PCC_PUPR_PASSWORD=simulasi",
            "PCC_PUPR_WEB_ADDRESS=" + city + "/pupr",
            "PCC_PDAM_ADDRESS=jdbc:h2:tcp://127.0.0.1:" + (simulator + 2) + "/mem:pdam",
            "PCC_PDAM_PASSWORD=simulasi",
            "PCC_PDAM_ORDERS_ADDRESS=" + city + "/pdam",
            "PCC_DISKUMDAG_ADDRESS=sftp://127.0.0.1:" + (simulator + 3) + "/harga",
            "PCC_DISKUMDAG_HOST_KEY=file:" + data + "/simulator/diskumdag.hostkey.pub",
            "PCC_DISKUMDAG_PASSWORD=simulasi",
            "PCC_DISKUMDAG_ORDERS_ADDRESS=" + city + "/diskumdag",
            "PCC_BKD_ADDRESS=jdbc:h2:tcp://127.0.0.1:" + (simulator + 4) + "/mem:bkd",
            "PCC_BKD_PASSWORD=simulasi")) {
      options.add(new EnvironmentOption(setting));
    }
    for (String property :
        List.of(
            "pcc.base=http://127.0.0.1:" + http,
            "pcc.uji=" + FixtureBundles.uji(work),
            "pcc.pasar=" + FixtureBundles.pasar(work),
            "pcc.pasar.stock=" + FixtureBundles.pasarWithStock(work),
            "pcc.pasar.contradiction=" + FixtureBundles.pasarInContradiction(work))) {
      int equals = property.indexOf('=');
      options.add(
          new SystemPropertyOption(property.substring(0, equals))
              .value(property.substring(equals + 1)));
    }
    for (String option : vm(System.getProperty("karaf.version"))) {
      options.add(new VMOption(option));
    }
    return options.toArray(new Option[0]);
  }

  static URI base() {
    return URI.create(System.getProperty("pcc.base"));
  }

  /** What bin/karaf gives to Java 17; the container starts Java without that script. */
  private static List<String> vm(String karaf) {
    String endorsed = "lib/endorsed/org.apache.karaf.specs.";
    List<String> options =
        new ArrayList<>(
            List.of(
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module",
                "java.base=" + endorsed + "locator-" + karaf + ".jar",
                "--patch-module",
                "java.xml=" + endorsed + "java.xml-" + karaf + ".jar"));
    for (String opened :
        List.of(
            "java.base/java.security",
            "java.base/java.net",
            "java.base/java.lang",
            "java.base/java.util",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport.tcp")) {
      options.add("--add-opens");
      options.add(opened + "=ALL-UNNAMED");
    }
    for (String exported :
        List.of(
            "java.base/sun.net.www.protocol.file",
            "java.base/sun.net.www.protocol.ftp",
            "java.base/sun.net.www.protocol.http",
            "java.base/sun.net.www.protocol.https",
            "java.base/sun.net.www.protocol.jar",
            "java.base/sun.net.www.content.text",
            "jdk.naming.rmi/com.sun.jndi.url.rmi",
            "java.rmi/sun.rmi.registry")) {
      options.add("--add-exports=" + exported + "=ALL-UNNAMED");
    }
    options.add("-Djdk.util.zip.disableZip64ExtraFieldValidation=true");
    options.add("-Xmx1g");
    options.add("-classpath");
    options.add(String.join(File.pathSeparator, "lib/jdk9plus/*", "lib/boot/*", "lib/endorsed/*"));
    return options;
  }
}
