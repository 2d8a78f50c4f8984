namespace Orleans.Runtime;

/// <summary>Something that can be called by its address.</summary>
public interface IAddressable;
