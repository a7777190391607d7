package id.pcc.departments.satpolpp;

import id.pcc.department.tck.DepartmentContract;

class SatpolppContractTest extends DepartmentContract {}
