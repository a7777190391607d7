package id.pcc.departments.disdikbud;

import id.pcc.department.tck.DepartmentContract;

class DisdikbudContractTest extends DepartmentContract {}
