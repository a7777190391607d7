package id.pcc.storage.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {
  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("dlh.spool");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> all(SpoolFile file) throws IOException {
    List<String> all = new ArrayList<>();
    for (SpoolFile.Entry e = file.read(0); e != null; e = file.read(e.next())) {
      all.add(new String(e.content(), StandardCharsets.UTF_8));
    }
    return all;
  }

  @Test
  void entries_come_back_in_their_order() throws IOException {
    try (SpoolFile file = SpoolFile.open(path())) {
      file.append(bytes("one"));
      file.append(bytes("2"));
      assertThrows(IllegalArgumentException.class, () -> file.append(bytes("")));
      file.append(bytes("three"));
    }
    try (SpoolFile file = SpoolFile.open(path())) {
      assertEquals(List.of("one", "2", "three"), all(file));
    }
  }

  @Test
  void wherever_a_crash_cuts_the_last_entry_those_before_it_are_whole() throws IOException {
    long two;
    try (SpoolFile file = SpoolFile.open(path())) {
      file.append(bytes("one"));
      file.append(bytes("two"));
      two = file.length();
      file.append(bytes("three"));
    }
    byte[] whole = Files.readAllBytes(path());
    for (int cut = (int) two; cut < whole.length; cut++) {
      Files.write(path(), Arrays.copyOf(whole, cut));
      try (SpoolFile file = SpoolFile.open(path())) {
        assertEquals(List.of("one", "two"), all(file), "cut at " + cut);
        file.append(bytes("again"));
        assertEquals(List.of("one", "two", "again"), all(file), "cut at " + cut);
      }
    }
  }

  @Test
  void a_changed_byte_ends_what_can_be_read() throws IOException {
    try (SpoolFile file = SpoolFile.open(path())) {
      file.append(bytes("one"));
      file.append(bytes("two"));
    }
    byte[] whole = Files.readAllBytes(path());
    whole[whole.length - 1] ^= 1;
    Files.write(path(), whole);
    try (SpoolFile file = SpoolFile.open(path())) {
      assertEquals(List.of("one"), all(file));
    }
  }

  @Test
  void a_deleted_file_is_gone() throws IOException {
    SpoolFile file = SpoolFile.open(path());
    file.append(bytes("one"));
    file.delete();
    try (SpoolFile fresh = SpoolFile.open(path())) {
      assertNull(fresh.read(0));
    }
  }
}
