package id.pcc.standards.sensorthings.internal.domain;

import id.pcc.standards.sensorthings.internal.domain.Condition.And;
import id.pcc.standards.sensorthings.internal.domain.Condition.Call;
import id.pcc.standards.sensorthings.internal.domain.Condition.Compare;
import id.pcc.standards.sensorthings.internal.domain.Condition.Literal;
import id.pcc.standards.sensorthings.internal.domain.Condition.Not;
import id.pcc.standards.sensorthings.internal.domain.Condition.Or;
import id.pcc.standards.sensorthings.internal.domain.Condition.Property;
import id.pcc.standards.sensorthings.internal.domain.Condition.True;
import id.pcc.standards.sensorthings.internal.domain.Condition.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code $filter}. */
public final class ConditionParser {
  private static final int DEEPEST = 32;
  private static final int LONGEST = 4_000;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(?:Z|[+-]\\d\\d:\\d\\d))"
              + "|('[^']*+(?:''[^']*+)*+')"
              + "|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
              + "|([A-Za-z@_][\\w@./]*)"
              + "|([(),]))");
  private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

  private enum Kind {
    TIME,
    TEXT,
    NUMBER,
    WORD,
    MARK,
    END
  }

  private record Token(Kind kind, String text, int at) {}

  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  private ConditionParser(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("$filter: at most " + LONGEST + " characters");
    }
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("$filter: cannot be read from character " + at + " on");
      }
      for (Kind kind : Kind.values()) {
        if (kind != Kind.END && matcher.group(kind.ordinal() + 1) != null) {
          tokens.add(new Token(kind, matcher.group(kind.ordinal() + 1), at));
        }
      }
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "the end", at));
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException when it is none; the message names the place
   */
  public static Condition parse(String text) {
    ConditionParser parser = new ConditionParser(text);
    Condition condition = parser.or();
    if (parser.peek().kind() != Kind.END) {
      throw parser.wrong("the end");
    }
    return condition;
  }

  private Condition or() {
    List<Condition> any = new ArrayList<>(List.of(and()));
    while (took("or")) {
      any.add(and());
    }
    return any.size() == 1 ? any.get(0) : new Or(any);
  }

  private Condition and() {
    List<Condition> all = new ArrayList<>(List.of(single()));
    while (took("and")) {
      all.add(single());
    }
    return all.size() == 1 ? all.get(0) : new And(all);
  }

  private Condition single() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("$filter: is nested too deep");
    }
    try {
      if (took("not")) {
        return new Not(single());
      }
      if (took("(")) {
        Condition inner = or();
        expect(")");
        return inner;
      }
      Value left = value();
      if (peek().kind() == Kind.WORD && COMPARISONS.contains(peek().text())) {
        String by = tokens.get(next++).text();
        return new Compare(left, by, value());
      }
      return new True(left);
    } finally {
      depth--;
    }
  }

  private Value value() {
    Token token = tokens.get(next++);
    return switch (token.kind()) {
      case NUMBER -> new Literal(Double.valueOf(token.text()));
      case TIME -> new Literal(time(token));
      case TEXT ->
          new Literal(token.text().substring(1, token.text().length() - 1).replace("''", "'"));
      case WORD -> word(token);
      default -> {
        next--;
        throw wrong("a value");
      }
    };
  }

  private Value word(Token token) {
    switch (token.text()) {
      case "true", "false":
        return new Literal(Boolean.valueOf(token.text()));
      case "null":
        return new Literal(null);
      default:
        if (!took("(")) {
          return new Property(token.text());
        }
    }
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("$filter: is nested too deep");
    }
    List<Value> arguments = new ArrayList<>();
    do {
      arguments.add(value());
    } while (took(","));
    expect(")");
    depth--;
    int expected = Set.of("startswith", "endswith", "substringof").contains(token.text()) ? 2 : 1;
    if (arguments.size() != expected) {
      throw new NotServed(
          "$filter: the function " + token.text() + " is not served with these arguments");
    }
    return new Call(token.text(), arguments);
  }

  private static Instant time(Token token) {
    Instant time = Condition.time(token.text());
    if (time == null) {
      throw new IllegalArgumentException("$filter: " + token.text() + " is no time");
    }
    return time;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean took(String text) {
    boolean there =
        (peek().kind() == Kind.WORD || peek().kind() == Kind.MARK) && peek().text().equals(text);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String text) {
    if (!took(text)) {
      throw wrong(text);
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "$filter: expected " + expected + " at character " + peek().at());
  }
}
