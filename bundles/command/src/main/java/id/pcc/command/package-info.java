/** Commands to departments: who asked for what, who approved it, and what became of it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package id.pcc.command;
