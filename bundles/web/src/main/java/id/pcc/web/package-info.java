/** What every slice's resources share: problems and pages. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package id.pcc.web;
