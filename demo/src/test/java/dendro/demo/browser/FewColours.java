package dendro.demo.browser;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture in its 256 most frequent colours, which takes a third of the space and looks the same. */
final class FewColours {

    private static final int MOST = 256;

    private FewColours() {}

    /** Writes a PNG in few colours. */
    static void write(byte[] png, Path file) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            Map<Integer, Integer> counts = new HashMap<>();
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    counts.merge(image.getRGB(x, y), 1, Integer::sum);
                }
            }
            int[] palette = counts.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST)
                    .mapToInt(Map.Entry::getKey)
                    .toArray();
            IndexColorModel colours =
                    new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
            BufferedImage few =
                    new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
            Map<Integer, Integer> nearest = new HashMap<>();
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int index = nearest.computeIfAbsent(image.getRGB(x, y), colour -> nearest(colour, palette));
                    few.getRaster().setSample(x, y, 0, index);
                }
            }
            if (!ImageIO.write(few, "png", file.toFile())) {
                throw new IllegalStateException("PNG cannot be written here.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        for (int at = 1; at < palette.length; at++) {
            if (distance(colour, palette[at]) < distance(colour, palette[best])) {
                best = at;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int distance = 0;
        for (int shift : List.of(0, 8, 16)) {
            int difference = ((a >> shift) & 0xff) - ((b >> shift) & 0xff);
            distance += difference * difference;
        }
        return distance;
    }
}
