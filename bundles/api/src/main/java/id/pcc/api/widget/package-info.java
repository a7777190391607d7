/** What a department shows: widgets for the wall and layers for the map. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.api.widget;
