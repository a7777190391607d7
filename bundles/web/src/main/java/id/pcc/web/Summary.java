package id.pcc.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an operation of a resource does, for those who call it: the words of the API's document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Summary {
  /** One or two sentences. */
  String value();

  /** Query parameters that the method reads by itself, each as {@code name: what it is}. */
  String[] query() default {};
}
