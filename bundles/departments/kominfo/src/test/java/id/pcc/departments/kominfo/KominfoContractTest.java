package id.pcc.departments.kominfo;

import id.pcc.department.tck.DepartmentContract;

class KominfoContractTest extends DepartmentContract {}
