package id.pcc.departments.bkd;

import id.pcc.department.tck.DepartmentContract;

class BkdContractTest extends DepartmentContract {}
