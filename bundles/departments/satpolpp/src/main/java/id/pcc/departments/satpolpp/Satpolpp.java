package id.pcc.departments.satpolpp;

import id.pcc.api.Department;
import org.osgi.service.component.annotations.Component;

/**
 * The order police (Satuan Polisi Pamong Praja): patrols and violations. Its own system sends them
 * with a key of the department, so that there is nothing to ask for here.
 */
@Component(service = Department.class)
public final class Satpolpp implements Department {}
