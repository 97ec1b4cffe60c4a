import dendro.trainer.product.Dendro;
import org.apache.spark.sql.*;
import static org.apache.spark.sql.functions.*;
SparkSession spark = Dendro.spark();
System.out.println("spark is a session; Dendro.trainingSet(spark, \"--source=peers\", \"--databases=FILE\", ...) gives a Dataset<Row>.");
