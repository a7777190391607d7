package id.pcc.departments.damkar;

import id.pcc.department.tck.DepartmentContract;

class DamkarContractTest extends DepartmentContract {}
