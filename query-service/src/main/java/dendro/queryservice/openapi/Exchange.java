package dendro.queryservice.openapi;

import dendro.queryservice.format.Format;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an endpoint takes and gives, by names of {@code openapi.yaml}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Exchange {

    /** The schema of the request's body; empty if it has none. */
    String takes() default "";

    /** The schema of the answer; empty if it has no body. */
    String gives() default "";

    /** The formats that {@code Accept} chooses from, unless {@code @Produces} names one. */
    Format[] in() default {Format.JSON, Format.EDN};

    /** Further headers of the request. */
    String[] headers() default {};

    /** Headers of the answer. */
    String[] answerHeaders() default {};
}
