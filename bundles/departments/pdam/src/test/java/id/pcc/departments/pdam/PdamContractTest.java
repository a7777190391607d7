package id.pcc.departments.pdam;

import id.pcc.department.tck.DepartmentContract;

class PdamContractTest extends DepartmentContract {}
