;; Writes an in-memory database as a real backup, without a transactor: its log is copied into SQL storage in this process,
;; the index is merged, and that storage is backed up. It calls internal functions of the peer, of the one version that
;; Dendro is built with, and is for demo data and tests only; a company's backups are made by Datomic's own
;; `datomic backup-db`.
(ns dendro.demo.world.backup
  (:require [datomic.api :as d]
            datomic.backup datomic.catalog datomic.coordination datomic.db datomic.domain datomic.index datomic.log)
  (:import java.sql.DriverManager))

(defn- value [x]
  (if (instance? clojure.lang.IDeref x) @x x))

(defn- new-storage [url db-name]
  (let [conf {:protocol :sql :db-name db-name :sql-url url :system-root url}]
    (datomic.catalog/create-database
     (datomic.coordination/create-system-cluster conf)
     {:db-name db-name :db-id (str db-name "-" (d/squuid))})
    (let [resolved (datomic.coordination/resolve-db-name conf)
          cluster (datomic.coordination/create-db-cluster resolved)
          lookup (datomic.domain/system-cache-olookup cluster)]
      (datomic.index/init-index cluster)
      (datomic.log/create-new-log cluster lookup)
      {:conf conf :cluster cluster :lookup lookup :db-id (:db-id resolved)})))

(defn- message [transaction]
  (let [id (d/squuid)
        with-id (assoc transaction :id id)]
    {:id id :tx with-id :fressianed-tx (datomic.log/fressianed-tx with-id)}))

(defn- copy-log [{:keys [cluster lookup]} db]
  (reduce (fn [log part]
            (datomic.log/append log cluster (mapv message part))
            (datomic.log/segment cluster lookup))
          (datomic.log/find-log cluster lookup)
          (partition-all 500 (filter #(> (:t %) 999) (:txes (:memlog db))))))

(defn- stored [{:keys [cluster lookup db-id]}]
  (:db (datomic.log/catchup
        (datomic.db/db db-id (datomic.index/load-index lookup (datomic.index/find-index-root-id cluster)))
        (datomic.log/find-log cluster lookup))))

(defn- merge-index [{:keys [cluster lookup] :as storage}]
  (let [db (datomic.db/prepare-for-indexing (stored storage))]
    (value (datomic.index/merge-db cluster lookup db (d/next-t db)))))

(defn write
  "Backs up all of a connection's database into a folder that does not exist yet."
  [db-name connection folder]
  (let [url (str "jdbc:h2:mem:" db-name "-" (d/squuid) ";DB_CLOSE_DELAY=-1")]
    (with-open [h2 (DriverManager/getConnection url)
                statement (.createStatement h2)]
      (.execute statement "create table datomic_kvs (id varchar primary key, rev integer, map varchar, val varbinary)")
      (let [storage (new-storage url db-name)]
        (copy-log storage (d/db connection))
        (merge-index storage)
        (value (datomic.backup/backup-db (:conf storage) (datomic.backup/create-storage (str "file:" folder)) (fn [& _]) 4 true)))
      (.execute statement "shutdown"))))
