/**
 * The static part of the contract tests of a department: what can be said of its jar without
 * starting it. Plain Java, so that the deployer and a developer's unit test ask the same.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.deployer.inspection;
