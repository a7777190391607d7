/** Alerts of the Common Alerting Protocol 1.1 and 1.2 (OASIS), as departments receive them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.api.cap;
