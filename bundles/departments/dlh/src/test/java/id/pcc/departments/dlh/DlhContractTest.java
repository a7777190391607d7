package id.pcc.departments.dlh;

import id.pcc.department.tck.DepartmentContract;

class DlhContractTest extends DepartmentContract {}
