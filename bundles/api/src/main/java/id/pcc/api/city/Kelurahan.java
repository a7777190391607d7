package id.pcc.api.city;

/**
 * A kelurahan (urban village) of the city.
 *
 * @param code the Kemendagri code, such as {@code 61.71.01.1002}
 * @param bpsCode the BPS code, such as {@code 6171010002}
 * @param name its name
 * @param kecamatan the name of the kecamatan (district) that it belongs to
 * @param longitude of its centre point, WGS 84 degrees
 * @param latitude of its centre point, WGS 84 degrees
 */
public record Kelurahan(
    String code,
    String bpsCode,
    String name,
    String kecamatan,
    double longitude,
    double latitude) {}
