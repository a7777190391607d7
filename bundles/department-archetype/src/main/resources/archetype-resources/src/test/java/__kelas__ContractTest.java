package ${package};

import id.pcc.department.tck.DepartmentContract;

class ${kelas}ContractTest extends DepartmentContract {}
