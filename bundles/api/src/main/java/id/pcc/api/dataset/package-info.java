/** Datasets, the batches of records that fill them, and the receipts for those batches. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package id.pcc.api.dataset;
