package dendro.blackbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A small ONNX model for tests, written here field by field in the wire format of {@code onnx.proto3}: a logistic
 * regression in which a missing value counts as zero,
 *
 * <pre>score = Sigmoid(Gemm(Where(IsNaN(features), zero, features), weights, bias))</pre>
 */
public final class SampleOnnx {

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;
    private static final int FLOAT = 1;

    private SampleOnnx() {}

    /** A model that keeps the contract: as many places as weights, output {@code score} of {@code [rows, 1]}. */
    public static byte[] model(float bias, float... weights) {
        return model("features", "score", bias, weights);
    }

    /** The same with other names. */
    static byte[] model(String input, String output, float bias, float... weights) {
        Message graph = new Message()
                .put(1, node("IsNaN", "unknown", input))
                .put(1, node("Where", "known", "unknown", "zero", input))
                .put(1, node("Gemm", "margin", "known", "weights", "bias"))
                .put(1, node("Sigmoid", output, "margin"))
                .put(2, "logistic")
                .put(5, tensor("zero", new long[] {1}, 0f))
                .put(5, tensor("weights", new long[] {weights.length, 1}, weights))
                .put(5, tensor("bias", new long[] {1}, bias))
                .put(11, value(input, weights.length))
                .put(12, value(output, 1));
        return new Message()
                .put(1, IR_VERSION)
                .put(7, graph)
                .put(8, new Message().put(1, "").put(2, OPERATOR_SET))
                .bytes();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.put(1, input);
        }
        return node.put(2, output).put(4, operator);
    }

    private static Message tensor(String name, long[] dimensions, float... values) {
        Message tensor = new Message();
        for (long dimension : dimensions) {
            tensor.put(1, dimension);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return tensor.put(2, FLOAT).put(8, name).put(9, raw.array());
    }

    /** Floats, {@code [rows, width]}. */
    private static Message value(String name, int width) {
        Message shape = new Message().put(1, new Message().put(2, "rows")).put(1, new Message().put(1, width));
        Message type = new Message().put(1, new Message().put(1, FLOAT).put(2, shape));
        return new Message().put(1, name).put(2, type);
    }

    /** A protobuf message: fields of whole numbers (wire type 0) and of bytes (wire type 2). */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message put(int field, long number) {
            varint(field << 3);
            varint(number);
            return this;
        }

        Message put(int field, byte[] bytes) {
            varint((field << 3) | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message put(int field, String text) {
            return put(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message put(int field, Message message) {
            return put(field, message.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long number) {
            long rest = number;
            while (rest >= 0x80) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
