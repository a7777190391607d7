package id.pcc.storage;

import id.pcc.api.Name;

/**
 * Names a dataset in the whole city.
 *
 * @param department the department's name
 * @param dataset the dataset's name
 */
public record DatasetId(String department, String dataset) {
  public DatasetId {
    Name.check("department", department);
    Name.check("dataset", dataset);
  }

  /**
   * Reads {@code <department>/<dataset>}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static DatasetId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not of the form department/dataset, such as dlh/ispu");
    }
    return new DatasetId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return department + "/" + dataset;
  }
}
