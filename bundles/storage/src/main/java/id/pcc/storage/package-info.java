/** Single data: the one place where the city's data is kept and read. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package id.pcc.storage;
