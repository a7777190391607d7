/**
 * Reads {@code department.yaml}; plain Java, for whoever looks at a department before it is there.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.connect.declaration;
