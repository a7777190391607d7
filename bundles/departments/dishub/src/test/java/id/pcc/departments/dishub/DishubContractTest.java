package id.pcc.departments.dishub;

import id.pcc.department.tck.DepartmentContract;

class DishubContractTest extends DepartmentContract {}
