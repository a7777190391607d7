/** The wall: surfaces, the outputs that light them and the scenes they show. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.wall;
