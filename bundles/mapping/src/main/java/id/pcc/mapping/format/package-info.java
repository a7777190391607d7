/** Documents and tables as they really come: hostile, in any of the usual notations. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package id.pcc.mapping.format;
