package id.pcc.departments.dinkes;

import id.pcc.department.tck.DepartmentContract;

class DinkesContractTest extends DepartmentContract {}
