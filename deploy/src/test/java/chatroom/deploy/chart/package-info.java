/// The Helm chart, rendered by Helm and checked document by document.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.chart;
