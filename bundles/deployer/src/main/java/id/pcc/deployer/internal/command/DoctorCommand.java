package id.pcc.deployer.internal.command;

import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.deployer.Deployer;
import id.pcc.deployer.internal.DeploymentDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:doctor [department]}: why something does not run, and what to do. */
@Service
@Command(
    scope = "pcc",
    name = "doctor",
    description = "Mengapa sesuatu tidak berjalan / why something does not run, and what to do")
public final class DoctorCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private DeploymentDesk desk;
  @Reference private Departments departments;

  @Argument(name = "department", description = "its name, such as dlh; all when not given")
  @Completion(DepartmentNames.class)
  private String name;

  @Override
  public Object execute() throws IOException {
    List<String> names =
        name == null ? departments.all().stream().map(Connection::name).toList() : List.of(name);
    for (String each : names) {
      System.out.println(each);
      deployer.doctor(each).forEach(Shown::sentence);
    }
    if (name == null) {
      for (Path file : desk.rejected()) {
        System.out.println(file.getFileName());
        Files.readString(file).lines().limit(4).forEach(line -> System.out.println("  " + line));
      }
    }
    return null;
  }
}
