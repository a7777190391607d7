package id.pcc.departments.dinsos;

import id.pcc.department.tck.DepartmentContract;

class DinsosContractTest extends DepartmentContract {}
