package id.pcc.web.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import id.pcc.web.Problem;
import java.io.CharConversionException;
import java.util.List;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.WebApplicationException;

/** What a client is told about something thrown. */
final class Thrown {
  private Thrown() {}

  static Problem asProblem(Throwable thrown, String method, String path) {
    if (thrown instanceof Problem problem) {
      return problem;
    }
    if (thrown instanceof JsonProcessingException json) {
      return ofBody(json);
    }
    if (thrown instanceof CharConversionException
        || thrown.getCause() instanceof CharConversionException) {
      return Problem.badRequest("The body is not in UTF-8, or breaks off within a character.");
    }
    // A query parameter of the wrong form is reported as if the resource did not exist.
    if (thrown instanceof NotFoundException && thrown.getCause() instanceof RuntimeException) {
      return Problem.badRequest("A parameter of the request has the wrong form.");
    }
    if (thrown instanceof WebApplicationException web) {
      return thrown.getCause() instanceof JsonProcessingException json
          ? ofBody(json)
          : ofStatus(web.getResponse().getStatus(), web.getMessage(), method, path);
    }
    return internal();
  }

  private static Problem internal() {
    return Problem.of(
        500,
        "Internal error",
        "The command center failed to answer. Give the number in \"instance\" to the administrator:"
            + " the log has the cause under it.");
  }

  private static Problem ofStatus(int status, String message, String method, String path) {
    return switch (status) {
      case 400 -> Problem.badRequest("The request cannot be understood.");
      case 401 -> Problem.of(401, "Not signed in", "Sign in, or send an API key.");
      case 403 -> Problem.forbidden("You may not do this.");
      case 404 -> Problem.notFound("There is nothing at " + path + ".");
      case 405 -> Problem.of(405, "Method not allowed", method + " is not possible at " + path);
      case 406 ->
          Problem.of(406, "Not acceptable", path + " has none of the formats that Accept asks for");
      case 413 -> Problem.of(413, "Too large", "The body is larger than allowed.");
      case 415 ->
          Problem.of(415, "Unsupported media type", path + " takes no body of that Content-Type");
      case 500 -> internal();
      default -> Problem.of(status, "HTTP " + status, message == null ? "" : message);
    };
  }

  /** A fault of the body that came; one of the answer that could not be written is ours. */
  private static Problem ofBody(JsonProcessingException json) {
    boolean ours =
        json instanceof InvalidDefinitionException
            || json instanceof JsonMappingException && !(json.getProcessor() instanceof JsonParser);
    return ours ? internal() : unreadable(json);
  }

  private static Problem unreadable(JsonProcessingException json) {
    return Problem.badRequest("The body is not the JSON that is expected here.")
        .with(List.of(new Problem.Fault(pointer(json), detail(json))));
  }

  private static String detail(JsonProcessingException json) {
    if (json instanceof UnrecognizedPropertyException unknown) {
      return "unknown field "
          + unknown.getPropertyName()
          + (unknown.getKnownPropertyIds() == null
              ? ""
              : "; known are "
                  + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
    }
    if (json instanceof InvalidFormatException format) {
      return "expected " + kind(format.getTargetType()) + ", got \"" + format.getValue() + "\"";
    }
    if (json instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
      return "expected " + kind(mismatched.getTargetType());
    }
    var where = json.getLocation();
    return json.getOriginalMessage().lines().findFirst().orElse("not JSON")
        + (where == null
            ? ""
            : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")");
  }

  /** The field's type in the words of JSON, never a class name of ours. */
  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
      return "a time such as 2026-11-24T07:00:00+07:00";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text";
    }
    return Iterable.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
  }

  private static String pointer(JsonProcessingException json) {
    if (!(json instanceof JsonMappingException mapping)) {
      return "";
    }
    var pointer = new StringBuilder();
    for (var step : mapping.getPath()) {
      pointer.append('/');
      if (step.getFieldName() == null) {
        pointer.append(step.getIndex());
      } else {
        pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
