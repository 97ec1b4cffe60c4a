package dendro.savedqueries.page;

import dendro.problem.Problem;
import dendro.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The page's files. Every address that is not one of them, nor below {@code /api}, is a place within the page: it gets the
 * page, which finds its way from there.
 */
@Path("/")
public final class PageResource {

    private static final String INDEX = "index.html";
    private static final String NEVER_CHANGES = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    /** Only what is there is kept, so it is no more than the build made. */
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /** The page of the class path. */
    public PageResource() {}

    /** The page. */
    @GET
    public Response index() {
        return response(find(INDEX).orElseThrow(() -> notFound("The page has not been built into this service.")));
    }

    /** A file of the page, or the page. */
    @GET
    @Path("{path: .+}")
    public Response file(@PathParam("path") String path) {
        Optional<PageFile> file = find(path);
        if (file.isPresent()) {
            return response(file.get());
        }
        boolean isFile = path.substring(path.lastIndexOf('/') + 1).contains(".") || path.startsWith("assets/");
        if (path.equals("api") || path.startsWith("api/") || isFile) {
            throw notFound("There is nothing at /" + path + ".");
        }
        return index();
    }

    private Optional<PageFile> find(String path) {
        PageFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PageFile> read = PageFile.of(path);
        read.ifPresent(file -> files.put(path, file));
        return read;
    }

    private static Response response(PageFile file) {
        return Response.ok(file.bytes(), file.mediaType())
                .header("Cache-Control", file.hashed() ? NEVER_CHANGES : ASK_AGAIN)
                .build();
    }

    private static RuntimeException notFound(String detail) {
        return new Problem(ProblemType.NOT_FOUND, detail).exception();
    }
}
