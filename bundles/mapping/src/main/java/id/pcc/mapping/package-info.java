/** What the columns of a table hold, and how its rows become records of a dataset. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package id.pcc.mapping;
