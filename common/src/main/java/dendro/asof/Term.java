package dendro.asof;

/** What stands at one place of a clause, with what compiling knows of it: whether it has a value when its turn comes. */
sealed interface Term {

    /** Takes a value met at this place; false if the place holds another one already. */
    boolean meets(Frame frame, Object value);

    /** A place that holds a value before its clause runs. */
    sealed interface Known extends Term {

        /** The value. */
        Object value(Frame frame);

        @Override
        default boolean meets(Frame frame, Object value) {
            return Equality.same(value(frame), value);
        }
    }

    /**
     * A constant.
     *
     * @param constant as the query has it, an ident as the entity it names
     */
    record Constant(Object constant) implements Known {
        @Override
        public Object value(Frame frame) {
            return constant;
        }
    }

    /**
     * A variable that an earlier step has bound.
     *
     * @param slot that keeps it
     */
    record Bound(int slot) implements Known {
        @Override
        public Object value(Frame frame) {
            return frame.get(slot);
        }
    }

    /**
     * A variable bound to {@code (vector :attribute ?key)}: where an entity is expected it is a lookup ref, elsewhere a
     * vector of two.
     *
     * @param name of a unique attribute
     * @param key its value
     * @param function that makes the vector
     */
    record Pair(clojure.lang.Keyword name, Known key, clojure.lang.IFn function) implements Known {
        @Override
        public Object value(Frame frame) {
            return function.invoke(name, key.value(frame));
        }
    }

    /**
     * A lookup ref: the entity that has a unique value as of the row's moment. The peer throws if there is none.
     *
     * @param source whose moment counts
     * @param attribute unique, in the plan's list
     * @param key the value
     */
    record LookupRef(int source, int attribute, Known key) implements Known {
        @Override
        public Object value(Frame frame) {
            Holder holder = new Holder();
            frame.reads(attribute).entitiesWith(key.value(frame), frame.asOf(source), frame, holder);
            if (holder.found == null) {
                throw new LeftToPeer();
            }
            return holder.found;
        }

        private static final class Holder implements AttributeReads.Found {
            private @org.jspecify.annotations.Nullable Object found;

            @Override
            public void found(Frame frame, Object entity, long transaction) {
                found = entity;
            }
        }
    }

    /**
     * A variable that this place binds.
     *
     * @param slot that will keep it
     */
    record Binds(int slot) implements Term {
        @Override
        public boolean meets(Frame frame, Object value) {
            frame.set(slot, value);
            return true;
        }
    }

    /** {@code _}. */
    record Blank() implements Term {
        @Override
        public boolean meets(Frame frame, Object value) {
            return true;
        }
    }
}
