package id.pcc.departments.disdukcapil;

import id.pcc.department.tck.DepartmentContract;

class DisdukcapilContractTest extends DepartmentContract {}
