package id.pcc.security.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandAuditTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '"',
      textBlock =
          """
          bundle:stop id.pcc.wall            > bundle:stop id.pcc.wall
          pcc:password-reset rina            > pcc:password-reset rina
          config:property-set password x     > config:property-set …
          jaas:useradd siti hunter2          > jaas:useradd …
          bundle:list | grep pcc             > bundle:list ; grep …
          bundle:stop 7; bundle:uninstall 7  > bundle:stop 7 ; bundle:uninstall 7
          http:get --password=x              > http:get …
          list                               > list
          """)
  void a_line_is_kept_without_what_may_be_a_secret(String typed, String kept) {
    assertEquals(kept, CommandAudit.shown(typed));
  }
}
