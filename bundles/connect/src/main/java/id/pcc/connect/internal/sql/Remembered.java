package id.pcc.connect.internal.sql;

import id.pcc.api.LocalText;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import java.util.List;

/**
 * What is kept of a department while its bundle is away.
 *
 * @param bundle the symbolic name of its bundle
 */
public record Remembered(
    String name,
    LocalText title,
    String bundle,
    String version,
    List<String> datasets,
    List<MapLayer> layers,
    List<Widget> widgets) {}
