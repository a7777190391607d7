package id.pcc.departments.bpbd;

import id.pcc.department.tck.DepartmentContract;

class BpbdContractTest extends DepartmentContract {}
