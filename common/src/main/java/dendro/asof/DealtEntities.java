package dendro.asof;

import dendro.features.Shard;

/**
 * The entities of a timeline, dealt out to shards in one pass over all of them: each shard then reads its own alone.
 * Four bytes an entity. Immutable.
 */
final class DealtEntities {

    private final int[] starts;
    private final int[] entities;

    private DealtEntities(int[] starts, int[] entities) {
        this.starts = starts;
        this.entities = entities;
    }

    static DealtEntities of(Timeline timeline, int shards) {
        int[] owners = new int[timeline.entities()];
        int[] starts = new int[shards + 1];
        for (int entity = 0; entity < owners.length; entity++) {
            owners[entity] = Shard.indexOf(timeline.entity(entity), shards);
            starts[owners[entity] + 1]++;
        }
        for (int shard = 0; shard < shards; shard++) {
            starts[shard + 1] += starts[shard];
        }
        int[] next = starts.clone();
        int[] entities = new int[owners.length];
        for (int entity = 0; entity < owners.length; entity++) {
            entities[next[owners[entity]]++] = entity;
        }
        return new DealtEntities(starts, entities);
    }

    boolean isFor(Shard shard) {
        return starts.length == shard.count() + 1;
    }

    int start(Shard shard) {
        return starts[shard.index()];
    }

    int end(Shard shard) {
        return starts[shard.index() + 1];
    }

    /** The number in its timeline of the entity at a place; those of a shard ascend. */
    int entity(int place) {
        return entities[place];
    }
}
