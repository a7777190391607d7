/** Brings departments into the command center, changes them and takes them away. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.deployer;
