package id.pcc.connect.internal;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.HealthPart;
import id.pcc.connect.Departments;

/** A department as a part of the command center's health. */
final class DepartmentPart implements HealthPart {
  private final String department;
  private final Departments departments;

  DepartmentPart(String department, Departments departments) {
    this.department = department;
    this.departments = departments;
  }

  @Override
  public String name() {
    return "department " + department;
  }

  @Override
  public Health health() {
    return departments
        .find(department)
        .map(c -> health(c.status()))
        .orElse(new Health(State.STOPPED, "not known any more"));
  }

  private static Health health(DepartmentStatus status) {
    State state =
        switch (status.state()) {
          case RUNNING -> State.READY;
          case STARTING -> State.STARTING;
          case DEGRADED -> State.DEGRADED;
          case STOPPED -> State.STOPPED;
        };
    return new Health(state, status.reason() == null ? "" : status.reason().en());
  }
}
