package dendro.asof;

import java.util.List;

/**
 * {@code or}, {@code or-join} and rules: each branch in turn, all of which go on to what follows. What several branches
 * find is found several times; the rows of an answer are a set.
 */
record Or(List<Step> branches) implements Step {

    @Override
    public void run(Frame frame) {
        for (Step branch : branches) {
            branch.run(frame);
        }
    }
}
