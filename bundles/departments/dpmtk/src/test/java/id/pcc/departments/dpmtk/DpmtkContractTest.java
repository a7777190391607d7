package id.pcc.departments.dpmtk;

import id.pcc.department.tck.DepartmentContract;

class DpmtkContractTest extends DepartmentContract {}
